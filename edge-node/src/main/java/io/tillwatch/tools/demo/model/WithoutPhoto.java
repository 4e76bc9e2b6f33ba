package io.tillwatch.tools.demo.model;

import static io.tillwatch.tools.demo.model.Chapter.NO_PHOTO;
import static io.tillwatch.tools.demo.model.Shop.A;
import static io.tillwatch.tools.demo.model.Shop.B;

import java.util.List;

/** A purchase with photo, then somebody without one at a till of the other store. */
final class WithoutPhoto {
  private WithoutPhoto() {}

  static List<Step> steps() {
    return List.of(
        Step.honest(
            NO_PHOTO,
            "jo-buys",
            "Jo buys a laptop, photo taken",
            A,
            Purchase.by("jo", Goods.LAPTOP.serial("L-100"))),
        Step.fraud(
            NO_PHOTO,
            "stranger-returns-laptop",
            "Somebody brings Jo's laptop to the other store, no photo",
            B,
            Expected.BLOCKED,
            ReturnStep.of("jo-buys", "stranger", Goods.LAPTOP.serial("L-100")).with(Picture.NONE)),
        Step.fraud(
            NO_PHOTO,
            "stranger-looks-away",
            "The same with the camera turned to an empty counter",
            B,
            Expected.BLOCKED,
            ReturnStep.of("jo-buys", "stranger", Goods.LAPTOP.serial("L-100"))
                .with(Picture.NOBODY)),
        Step.honest(
            NO_PHOTO,
            "jo-returns",
            "Jo comes in person, photo taken: served",
            B,
            ReturnStep.of("jo-buys", "jo", Goods.LAPTOP.serial("L-100")).withOriginalCardOf("jo")));
  }
}
