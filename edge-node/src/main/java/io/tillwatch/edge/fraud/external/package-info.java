/** A third party's score, asked over HTTP within a time budget. */
package io.tillwatch.edge.fraud.external;
