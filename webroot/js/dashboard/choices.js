// @ts-check

/*
 * What the filters of the address may be: a page offers these, and an address that says something
 * else says nothing.
 */

/** How far the work on alerts got. */
export const PROGRESS = [
  { value: "TODO", label: "To do" },
  { value: "CLAIMED", label: "In work" },
  { value: "SNOOZED", label: "Left until later" },
  { value: "UNRESOLVED", label: "All open ones" },
  { value: "RESOLVED", label: "Resolved" },
  { value: "ALL", label: "All" },
];

/** Who works on alerts. */
export const WHO = [
  { value: "", label: "Anybody's" },
  { value: "me", label: "Mine" },
];

/** The order of alerts. */
export const ORDERS = [
  { value: "RISK", label: "Riskiest first" },
  { value: "OLDEST", label: "Oldest first" },
  { value: "NEWEST", label: "Newest first" },
  { value: "AMOUNT", label: "Most money first" },
];

/** How young alerts are. */
export const AGES = [
  { value: "", label: "Of any age" },
  { value: "1h", label: "Of the last hour" },
  { value: "24h", label: "Of the last day" },
  { value: "7d", label: "Of the last 7 days" },
];

/** About how much money alerts are at least. */
export const AMOUNTS = [
  { value: "", label: "Of any amount" },
  ...["100", "500", "1000", "5000"].map((value) => ({ value, label: `From ${value} up` })),
];

/** What became of transactions. */
export const STATUSES = [
  { value: "", label: "All, newest first" },
  { value: "COMPLETED", label: "Completed" },
  { value: "HELD", label: "Held" },
  { value: "BLOCKED", label: "Blocked" },
];

/** Acts of the audit trail, by how their names begin. */
export const DEEDS = [
  { value: "", label: "Every act" },
  { value: "RETURN_", label: "Held returns decided" },
  { value: "ALERT_", label: "Alerts" },
  { value: "PHOTO", label: "Photos seen" },
  { value: "RULES_", label: "Rules" },
  { value: "LISTED_", label: "Put on a list" },
  { value: "UNLISTED_", label: "Taken off a list" },
  { value: "STAFF_", label: "Staff" },
  { value: "MODEL_", label: "Models" },
  { value: "BLIND_REVIEW_", label: "Blind reviews" },
  { value: "CAMERA_", label: "Cameras watched" },
  { value: "STORE_", label: "Stores taken out" },
  { value: "NODE_", label: "Nodes started" },
  { value: "DEMO_", label: "Demos played" },
  { value: "BIOMETRICS_", label: "Photos erased" },
  { value: "AUDIT_", label: "This trail exported" },
];

/** Whether entries of lists still count. */
export const ENTRY_STATES = [
  { value: "IN_FORCE", label: "In force" },
  { value: "", label: "All" },
];

/** The parts of the desk that a narrow screen shows one at a time. */
export const VIEWS = [
  { value: "alerts", label: "Alerts", icon: "alert" },
  { value: "figures", label: "Figures", icon: "live" },
  { value: "transactions", label: "Live", icon: "receipt" },
  { value: "stores", label: "Stores", icon: "store" },
];
