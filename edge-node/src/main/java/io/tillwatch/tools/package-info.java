/** What stands beside a node and knows it as any other system does. A node runs without it. */
@NullMarked
package io.tillwatch.tools;

import org.jspecify.annotations.NullMarked;
