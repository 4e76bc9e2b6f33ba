/** What the ledger keeps and is asked: facts, drafts of facts, and their indexes. Pure. */
package io.tillwatch.edge.ledger.model;

