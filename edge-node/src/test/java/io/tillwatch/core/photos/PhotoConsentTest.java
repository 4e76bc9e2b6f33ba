package io.tillwatch.core.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoConsentTest {

  @Test
  void readsPurposesTextAndLanguageInAnyOrder() {
    PhotoConsent given = PhotoConsent.parse("lang=pt-BR; text=v3 ;purposes= match , photo");

    assertThat(given)
        .isEqualTo(new PhotoConsent(List.of("photo", "match"), "v3", "pt-BR"))
        .returns(true, PhotoConsent::allowsMatching);
    assertThat(PhotoConsent.parse("purposes=photo;text=v3;lang=en").allowsMatching()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes",
        "purposes=photo,match",
        "purposes=;text=v3;lang=en",
        "purposes=match;text=v3;lang=en",
        "purposes=photo,identify;text=v3;lang=en",
        "purposes=photo;purposes=photo,match;text=v3;lang=en",
        "purposes=photo,match;text=;lang=en",
        "purposes=photo,match;text=v 3;lang=en",
        "purposes=photo,match;text=v3;lang=english!",
        "purposes=photo,match;text=v3;lang=en;until=never",
        "purposes=photo,match;text=v3;lang=en;"
      })
  void takesNothingElseForAConsent(String header) {
    assertThatIllegalArgumentException().isThrownBy(() -> PhotoConsent.parse(header));
  }

  @Test
  void readsNoEndlessText() {
    String endless = "purposes=photo" + ",photo".repeat(10_000) + ";text=v3;lang=en";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhotoConsent.parse(endless))
        .withMessageNotContaining(endless);
  }
}
