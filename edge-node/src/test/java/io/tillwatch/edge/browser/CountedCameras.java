package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;

/** A kiosk whose page remembers each camera that it opened, and may open so many. */
final class CountedCameras {
  private static final String REMEMBER =
      """
      window.tracks = [];
      window.mostCameras = 99;
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        if (window.tracks.length >= window.mostCameras) {
          throw new DOMException("in use", "NotReadableError");
        }
        const stream = await open(wanted);
        window.tracks.push(...stream.getTracks());
        return stream;
      };""";

  private CountedCameras() {}

  static KioskScreen kiosk(Chromium chromium, URI link) {
    Page page = chromium.page(1366, 768, ColorScheme.LIGHT);
    page.addInitScript(REMEMBER);
    page.navigate(link.toString());
    return new KioskScreen(page);
  }

  /** So many were opened, and none is on. */
  static void assertOff(Page page, int opened) {
    page.waitForFunction(
        "n => window.tracks.length === n && window.tracks.every(t => t.readyState === 'ended')",
        opened);
  }
}
