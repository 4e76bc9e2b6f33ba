package io.tillwatch.edge.cli;

/** The command line of the node. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("tillwatch");
  }
}
