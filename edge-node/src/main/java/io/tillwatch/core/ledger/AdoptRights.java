package io.tillwatch.core.ledger;

/**
 * Asks that this store counts the refund rights of a receipt that it inherited; doing so twice is
 * doing it once. Fails where this store is not the heir.
 *
 * @param home the store that sold and left
 * @param receipt the receipt's number
 */
public record AdoptRights(String home, String receipt) {}
