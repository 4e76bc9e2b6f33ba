/** The node's HTTP port: {@link io.tillwatch.edge.web.WebVerticle} puts the routes together. */
package io.tillwatch.edge.web;
