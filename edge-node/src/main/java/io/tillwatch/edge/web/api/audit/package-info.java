/** The audit trail: who writes into it, what is read of it, and its export for an auditor. */
@NullMarked
package io.tillwatch.edge.web.api.audit;

import org.jspecify.annotations.NullMarked;
