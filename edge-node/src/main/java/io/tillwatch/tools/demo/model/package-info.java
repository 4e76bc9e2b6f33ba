/**
 * The demo's script: who goes to which till with what, whether it is honest, and what should come
 * of it. Data only.
 */
@NullMarked
package io.tillwatch.tools.demo.model;

import org.jspecify.annotations.NullMarked;
