/** The node's HTTP port: {@link io.tillwatch.edge.web.WebVerticle} puts the routes together. */
@NullMarked
package io.tillwatch.edge.web;

import org.jspecify.annotations.NullMarked;
