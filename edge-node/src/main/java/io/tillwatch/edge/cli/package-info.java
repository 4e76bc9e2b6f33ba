/**
 * The command line of the node's jar: {@link io.tillwatch.edge.cli.Main} and one class per command.
 * Exit codes: 0 done, 1 not ready or failed, 2 a setting or an argument that cannot be used.
 */
@NullMarked
package io.tillwatch.edge.cli;

import org.jspecify.annotations.NullMarked;
