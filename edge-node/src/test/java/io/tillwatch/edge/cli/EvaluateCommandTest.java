package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final String CONTEXT =
      "{'kind':'context','stores':[{'storeId':'a'},{'storeId':'b'}],'catalog':[{'sku':'X',"
          + "'description':'x','category':'C','priceMinor':100}],'returnWindowDays':90}\n";
  private static final String SALE =
      "{'kind':'event','id':'e1','at':'2026-05-04T14:15:00Z','storeId':'a','type':'SALE',"
          + "'receiptNumber':'R-1','customerId':'CU','currency':'USD','lines':[{'sku':'X',"
          + "'quantity':1,'unitPriceMinor':100}],'tender':{'type':'CARD','token':'t'},"
          + "'photo':{'sha256':'aa','verified':true,'quality':88,'liveness':0.98},"
          + "'label':'LEGIT'}\n";
  private static final String RETURN =
      "{'kind':'event','id':'e2','at':'2026-05-06T14:15:00.250Z','storeId':'b','type':'RETURN',"
          + "'receiptNumber':'R-1','customerId':'X','currency':'USD','lines':[{'sku':'X',"
          + "'quantity':1,'unitPriceMinor':100,'condition':'NEW'}],'refundTender':{'type':'CARD',"
          + "'token':'t'},'entry':'SCANNED','label':'FRAUD','aNewerField':{'deep':[1]}}\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, String... options) {
    byte[] bytes = input.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    EvaluateCommand command =
        new EvaluateCommand(
            new ByteArrayInputStream(bytes),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String[] all = new String[options.length + 2];
    all[0] = "--rules";
    all[1] = "../conf/rules.yaml";
    System.arraycopy(options, 0, all, 2, options.length);
    return new CommandLine(command).execute(all);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesOneLineForEachSaleAndReturn() {
    assertThat(run(CONTEXT + SALE + RETURN)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).replace('"', '\''))
        .isEqualTo(
            "{'id':'e1','score':0,'decision':'APPROVE','reasons':[],'remedy':null}\n"
                + "{'id':'e2','score':85,'decision':'BLOCK','reasons':[{'code':'PHOTO_MISSING',"
                + "'points':85},{'code':'CUSTOMER_MISMATCH','points':45}],'remedy':'CAPTURE_PHOTO'}\n");
  }

  @Test
  void aLaterContextLineChangesTheReturnWindowForPurchasesBehindIt() {
    String shorter = "{'returnWindowDays':1,'kind':'context'}\n";
    String later = SALE.replace("'e1'", "'e3'").replace("R-1", "R-2").replace("-04T", "-05T");
    String back = RETURN.replace("'storeId':'b'", "'storeId':'a'").replace("-06T", "-10T");
    String alsoBack = back.replace("'e2'", "'e4'").replace("R-1", "R-2");

    assertThat(run(CONTEXT + SALE + shorter + later + back + alsoBack)).as(errors()).isZero();

    String[] answers = out.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(answers[2]).contains("\"e2\"").doesNotContain("OUT_OF_WINDOW");
    assertThat(answers[3]).contains("\"e4\"").contains("OUT_OF_WINDOW");
  }

  @Test
  void aReceiptOlderThanAllThatIsRememberedIsLateAndNotUnknown() {
    String back = RETURN.replace("'storeId':'b'", "'storeId':'a'").replace("2026-05-", "2028-05-");
    String other = back.replace("'e2'", "'e4'").replace("R-1", "R-2");

    assertThat(run(CONTEXT + SALE + back + other)).as(errors()).isZero();

    String[] answers = out.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(answers[1])
        .contains("\"e2\"")
        .contains("OUT_OF_WINDOW")
        .doesNotContain("RECEIPT_UNKNOWN");
    assertThat(answers[2]).contains("\"e4\"").contains("RECEIPT_UNKNOWN");
  }

  @Test
  void summarisesLabelledEvents() {
    assertThat(run(CONTEXT + SALE + RETURN, "--summary")).isZero();

    assertThat(errors())
        .contains("detection rate       100.00 % (1 of 1)")
        .contains("prevention rate      100.00 % (1 of 1)")
        .contains("false positive rate  0.00 % (0 of 1)")
        .contains("AUC                  1.0000")
        .contains("events/s");
  }

  @Test
  void endsAtALineThatCannotBeReadWithItsNumberAndTheReason() {
    assertThat(run(CONTEXT + SALE + "{'kind':'event','id'\n")).isEqualTo(2);
    assertThat(errors()).contains("line 3").contains("JSON");
  }

  @Test
  void namesWhatIsWrongInALine() {
    assertThat(run(CONTEXT + SALE.replace("'SALE'", "'SAIL'"))).isEqualTo(2);
    assertThat(errors()).contains("line 2").contains("SAIL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'label':5",
        "'label':{'a':1}",
        "'label':''",
        "'visibleAt':'2026-05-06T14:15:00Z'",
        "'visibleAt':['2026-05-06T14:15:00Z']",
        "'visibleAt':{'b':5}",
        "'visibleAt':{'b':['2026-05-06T14:15:00Z']}",
        "'visibleAt':{'b':{'c':'2026-05-06T14:15:00Z'}}",
        "'visibleAt':{'b':'+999999999-12-31T23:59:59Z'}",
        "'at':'+999999999-12-31T23:59:59Z'",
        "'at':'-999999999-01-01T00:00:00Z'"
      })
  void refusesAFieldOfAnotherForm(String field) {
    String odd = SALE.replace("'label':'LEGIT'", field);

    assertThat(run(CONTEXT + odd + RETURN)).as(errors()).isEqualTo(2);
    assertThat(errors()).startsWith("line 2: ").doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void refusesWhatIsTooDeepOrTooLongByTheNumberOfItsLine() {
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    String digits = "1".repeat(2_000);

    assertThat(run(CONTEXT + SALE.replace("'LEGIT'", "'LEGIT','new':" + deep))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'LEGIT'", "'LEGIT','new':" + digits))).isEqualTo(2);
    assertThat(run(CONTEXT + CONTEXT.replace(":90", ":" + "9".repeat(20)))).isEqualTo(2);

    assertThat(errors().lines()).hasSize(3).allMatch(line -> line.startsWith("line 2: "));
  }

  @Test
  void namesTheFieldThatIsWrong() {
    assertThat(run(CONTEXT + SALE.replace("'quantity':1", "'quantity':1.5"))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'verified':true", "'verified':1"))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'customerId':'CU'", "'customerId':5"))).isEqualTo(2);
    assertThat(run(CONTEXT.replace("'priceMinor':100", "'priceMinor':'100'"))).isEqualTo(2);

    String[] told = errors().split("\n");
    assertThat(told[0]).contains("quantity").contains("1.5");
    assertThat(told[1]).contains("verified");
    assertThat(told[2]).contains("customerId");
    assertThat(told[3]).contains("priceMinor");
  }

  @Test
  void takesAQualityWithAFractionAndRefusesAPhotosFiguresBeyondTheirBounds() {
    String fraction = SALE.replace("'quality':88", "'quality':88.6");
    assertThat(run(CONTEXT + fraction + RETURN)).as(errors()).isZero();

    assertThat(run(CONTEXT + SALE.replace("'quality':88", "'quality':101"))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'liveness':0.98", "'liveness':1.5"))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'quality':88", "'quality':'88'"))).isEqualTo(2);

    assertThat(errors().lines())
        .containsExactly(
            "line 2: quality must be 0..100.0, found 101.0",
            "line 2: liveness must be 0..1.0, found 1.5",
            "line 2: photo.quality: expected a number");
  }

  @Test
  void refusesAnUnknownTimeAFieldThatIsNullAndAMissingContext() {
    assertThat(run(CONTEXT + SALE.replace("2026-05-04", "2026-13-04"))).isEqualTo(2);
    assertThat(run(CONTEXT + SALE.replace("'customerId':'CU'", "'customerId':null"))).isEqualTo(2);
    assertThat(run(SALE)).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
    assertThat(errors()).contains("line 2").contains("null").contains("context");
  }

  @Test
  void weighsAModelsScoreByItsRule(@TempDir Path dir) throws IOException {
    Path model = model(dir, "REFUND_AMOUNT", "UNITS", "LINES", "RECEIPT");

    assertThat(run(CONTEXT + SALE + RETURN, "--model", model.toString())).as(errors()).isZero();

    // 1 / (1 + e^-1.032): the margin of more than the trees' one threshold
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"shadow\":[{\"code\":\"MODEL\",\"points\":50}]")
        .contains("\"score\":85");
  }

  @Test
  void refusesAModelThatCannotBeUsedInASentence(@TempDir Path dir) throws IOException {
    Path other = model(dir, "REFUND_AMOUNT", "UNITS", "LINES", "RECIEPT");

    assertThat(run(CONTEXT, "--model", dir.resolve("none.json").toString())).isEqualTo(2);
    assertThat(run(CONTEXT, "--model", other.toString())).isEqualTo(2);
    assertThat(errors()).contains("none.json").contains("did you mean RECEIPT?");
  }

  @Test
  void writesWhatAModelIsAskedWithAndTheSameAnswers(@TempDir Path dir) throws IOException {
    run(CONTEXT + SALE + RETURN);
    String answers = out.toString(StandardCharsets.UTF_8);
    out.reset();
    Path file = dir.resolve("features.csv");

    assertThat(run(CONTEXT + SALE + RETURN, "--features", file.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answers);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("id,at,label,weight,REFUND_AMOUNT,UNITS,");
    assertThat(lines.get(1))
        .startsWith("\"e2\",2026-05-06T14:15:00.250Z,\"FRAUD\",1,100.0,1.0,1.0,1.0,1.0,");
    assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(lines.get(0).split(","));
  }

  /** The trees of a real file, asked with features of these names. */
  private static Path model(Path dir, String... features) throws IOException {
    String json = Files.readString(Path.of("src/test/resources/models/xgboost-3.0.json"));
    String named = "[\"" + String.join("\",\"", features) + "\"]";
    return Files.writeString(
        dir.resolve("model.json"), json.replace("[\"a\",\"b\",\"c\",\"d\"]", named));
  }

  @Test
  void refusesRulesThatCannotBeRead() {
    assertThat(run(CONTEXT, "--rules", "none.yaml")).isEqualTo(2);
  }

  @Test
  void theCommandLineNamesEveryCommandOnce() {
    assertThat(new CommandLine(new Main()).getSubcommands()).containsKey("evaluate");
  }
}
