/** Made-up traffic against running nodes, for {@code simulate}: a seeded plan, a bounded sender. */
package io.tillwatch.tools.demo.traffic;
