/**
 * Staff of this store's lanes and their PINs, kept by this node alone. A PIN unlocks what a kiosk
 * page does not show to customers; it is no key, and opens nothing from elsewhere.
 */
@NullMarked
package io.tillwatch.edge.staff;

import org.jspecify.annotations.NullMarked;
