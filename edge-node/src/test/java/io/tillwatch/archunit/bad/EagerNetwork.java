package io.tillwatch.archunit.bad;

import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/** Breaks the rule that networks are read one at a time. */
public final class EagerNetwork {
  Net read(String path) {
    return Dnn.readNetFromONNX(path);
  }
}
