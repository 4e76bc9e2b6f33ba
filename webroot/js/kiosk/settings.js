// @ts-check

const SETTINGS = "tillwatch.lane";

/** Which lane this browser stands at and who works there. */
export class Settings {
  lane = "";
  cashier = "";
  /**
   * Whether whoever set the kiosk up is still before it: nothing was saved yet, or it was signed in
   * just now, and nobody was served since. Later only staff change it.
   */
  settingUp = false;

  /**
   * @param {string} storeId
   * @param {boolean} justSignedIn by a link or a key, not by the cookie that the browser had
   */
  read(storeId, justSignedIn) {
    const kept = localStorage.getItem(SETTINGS);
    const { lane, cashier } = kept ? JSON.parse(kept) : { lane: "", cashier: "" };
    const branch = storeId.split("-").at(-1)?.toUpperCase();
    this.lane = lane || `${branch}-01`;
    this.cashier = cashier ?? "";
    this.settingUp = justSignedIn || !kept;
  }

  /** Sets them, and with that ends the setting up. */
  keep({ lane, cashier } = /** @type {{ lane: string, cashier: string }} */ (this)) {
    Object.assign(this, { lane, cashier, settingUp: false });
    localStorage.setItem(SETTINGS, JSON.stringify({ lane, cashier }));
  }
}
