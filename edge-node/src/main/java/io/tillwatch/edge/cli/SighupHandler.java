package io.tillwatch.edge.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What the node does on SIGHUP: it opens its log file anew, as logrotate asks for once it has moved
 * the old one away, and never ends. By default a JVM ends on it. {@code sun.misc.Signal} is the one
 * way to handle a signal that the JDK has; it is in {@code jdk.unsupported}, which every JDK 17 and
 * newer ships. Where the signal cannot be had (a JVM run with -Xrs), nothing changes.
 */
final class SighupHandler {
  private SighupHandler() {}

  /** From now on SIGHUP ends nothing. */
  static void install() {
    try {
      Signal.handle(new Signal("HUP"), signal -> reopen());
    } catch (IllegalArgumentException taken) {
      log().atWarn().addKeyValue("error", taken.getMessage()).log("cannot listen for SIGHUP");
    }
  }

  private static void reopen() {
    for (FileAppender<ILoggingEvent> file : files()) {
      try {
        // under the appender's own lock: no line is lost, none is torn
        file.openFile(file.getFile());
        log().atInfo().addKeyValue("file", file.getFile()).log("log file opened anew");
      } catch (IOException e) {
        System.err.println("tillwatch: log.file: cannot open " + file.getFile() + " anew: " + e);
      }
    }
  }

  private static List<FileAppender<ILoggingEvent>> files() {
    List<FileAppender<ILoggingEvent>> files = new ArrayList<>();
    ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
    if (loggers instanceof LoggerContext context) {
      context
          .getLoggerList()
          .forEach(
              logger ->
                  logger
                      .iteratorForAppenders()
                      .forEachRemaining(
                          appender -> {
                            if (appender instanceof FileAppender<ILoggingEvent> file) {
                              files.add(file);
                            }
                          }));
    }
    return files;
  }

  private static Logger log() {
    return LoggerFactory.getLogger(SighupHandler.class);
  }
}
