package io.tillwatch.tools.train.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.tools.train.TrainingFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a payment when it is made. */
class PaymentInputsTest {
  private static final int DAY = 86_400;
  private static final int RISK_1DAY = PaymentInputs.PUBLISHED.indexOf("TERMINAL_ID_RISK_1DAY");
  private static final int STREAK = PaymentInputs.STREAMING.indexOf("TERMINAL_KNOWN_STREAK");

  @TempDir private Path dir;

  @Test
  void countsTheWindowsOfACustomerWithThePaymentItself() throws IOException {
    Payments payments =
        read(
            "0,0,5,1,1000,0,0",
            "1,%d,5,2,3000,0,0".formatted(2 * DAY),
            "2,%d,5,2,5000,0,0".formatted(2 * DAY + 1));

    float[] last = last(payments);

    assertThat(number(last, "CUSTOMER_ID_NB_TX_1DAY")).isEqualTo(2);
    assertThat(number(last, "CUSTOMER_ID_AVG_AMOUNT_1DAY")).isEqualTo(40);
    assertThat(number(last, "CUSTOMER_ID_NB_TX_7DAY")).isEqualTo(3);
    assertThat(number(last, "TX_DURING_WEEKEND")).as("a Tuesday").isZero();
    assertThat(number(last, "TX_DURING_NIGHT")).isEqualTo(1);
    assertThat(number(last, "AMOUNT_TO_CUSTOMER_MEAN")).isEqualTo(2.5f);
  }

  @Test
  void knowsOfAFraudSevenDaysLaterAndNotASecondBefore() throws IOException {
    Payments early = read("0,100,5,1,1000,1,1", "1,%d,6,1,1000,0,0".formatted(7 * DAY + 99));
    Payments late = read("0,100,5,1,1000,1,1", "1,%d,6,1,1000,0,0".formatted(7 * DAY + 100));

    assertThat(last(early)[RISK_1DAY]).isZero();
    assertThat(last(early)[STREAK]).isZero();
    assertThat(last(late)[RISK_1DAY]).isEqualTo(1);
    assertThat(last(late)[STREAK]).isEqualTo(1);
  }

  /** Whatever the labels of the last seven days are, the numbers are the same. */
  @Test
  void doesNotLookAtLabelsThatNobodyKnowsYet() throws IOException {
    String[] honest = new String[40];
    String[] frauds = new String[40];
    for (int i = 0; i < 40; i++) {
      int time = 10 * DAY + i * 15_000;
      honest[i] = "%d,%d,5,1,1000,0,0".formatted(i, time);
      frauds[i] = "%d,%d,5,1,1000,1,1".formatted(i, time);
    }

    assertThat(last(read(frauds))).isEqualTo(last(read(honest)));
  }

  @Test
  void refusesAnotherFileAndSaysWhere() {
    assertThatThrownBy(() -> read("0,0,5,1,1000,0,0", "1,2,x"))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("row 2, column 3");
  }

  private static float[] last(Payments payments) {
    PaymentInputs inputs = new PaymentInputs(payments, true);
    for (int row = 0; row < payments.rows() - 1; row++) {
      inputs.pass(row);
    }
    return inputs.next(payments.rows() - 1);
  }

  private static float number(float[] numbers, String input) {
    return numbers[PaymentInputs.STREAMING.indexOf(input)];
  }

  private Payments read(String... rows) throws IOException {
    Path file = dir.resolve("payments.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("id,t,cust,term,amt,fraud,sc\n".getBytes(StandardCharsets.UTF_8));
      out.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Payments.read(file);
  }
}
