package io.tillwatch.tools.demo.model;

/** What a step of the script really is. The nodes never see it. */
public enum Label {
  HONEST,
  FRAUD
}
