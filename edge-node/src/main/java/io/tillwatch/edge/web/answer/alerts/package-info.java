/** What is answered of alerts. */
package io.tillwatch.edge.web.answer.alerts;
