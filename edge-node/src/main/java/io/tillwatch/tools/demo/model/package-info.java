/**
 * The demo's script: who goes to which till with what, whether it is honest, and what should come
 * of it. Data only; {@code io.tillwatch.edge.demo} plays it against running nodes.
 */
package io.tillwatch.tools.demo.model;

