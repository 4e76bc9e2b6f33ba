/**
 * What the ledger is asked and what it answers: drafts to commit, committed facts, queries,
 * indexes.
 */
@NullMarked
package io.tillwatch.core.ledger;

import org.jspecify.annotations.NullMarked;
