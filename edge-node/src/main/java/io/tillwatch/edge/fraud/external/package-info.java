/** A third party's score, asked over HTTP within a time budget. */
@NullMarked
package io.tillwatch.edge.fraud.external;

import org.jspecify.annotations.NullMarked;
