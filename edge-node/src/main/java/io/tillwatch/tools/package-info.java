/** What stands beside a node and knows it as any other system does. A node runs without it. */
package io.tillwatch.tools;
