/** The demo's script, played in this store when a reviewer asks for it. */
@NullMarked
package io.tillwatch.edge.web.api.demo;

import org.jspecify.annotations.NullMarked;
