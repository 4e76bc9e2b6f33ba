package io.tillwatch.tools.demo.model;

import io.tillwatch.core.retail.LineItem;
import java.util.List;

/** What a customer does at a till. Names stand for ids and cards, which are new in every run. */
public sealed interface Visit permits Purchase, ReturnStep {
  /** The customer who is named to the cashier; null for nobody. */
  String customer();

  List<LineItem> lines();

  Payment payment();

  Picture picture();
}
