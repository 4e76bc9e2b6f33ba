// @ts-check
/** @import { SubjectKind } from "../../types.js" */

/**
 * What a page about somebody or something calls it, and by which filter its transactions are
 * listed.
 *
 * @typedef {{ title: string, icon: string, filter: string, sold: string }} Words
 */

/** @type {Partial<Record<SubjectKind, Words>>} */
export const SUBJECTS = {
  CUSTOMER: { title: "Customer", icon: "person", filter: "customerId", sold: "Spent" },
  CASHIER: { title: "Cashier", icon: "person", filter: "cashierId", sold: "Sold" },
  STORE: { title: "Store", icon: "store", filter: "storeId", sold: "Sold" },
  CARD: { title: "Card", icon: "receipt", filter: "card", sold: "Spent" },
  ARTICLE: { title: "Article", icon: "cart", filter: "sku", sold: "In sales of" },
  SERIAL: { title: "Serial number", icon: "cart", filter: "serial", sold: "In sales of" },
};
