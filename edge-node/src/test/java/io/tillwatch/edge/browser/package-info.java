/**
 * The pages in a real browser, against real nodes. They want a Chromium on the PATH; without one
 * they are skipped with a loud line, and where {@code CI=true} they fail.
 */
package io.tillwatch.edge.browser;
