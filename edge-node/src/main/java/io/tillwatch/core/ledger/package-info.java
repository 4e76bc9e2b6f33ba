/**
 * What the ledger is asked and what it answers: drafts to commit, committed facts, queries,
 * indexes.
 */
package io.tillwatch.core.ledger;
