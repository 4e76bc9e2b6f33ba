/** Made-up traffic against running nodes, for {@code simulate}: a seeded plan, a bounded sender. */
@NullMarked
package io.tillwatch.tools.demo.traffic;

import org.jspecify.annotations.NullMarked;
