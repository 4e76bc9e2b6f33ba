/**
 * The demo: starts two stores on this machine, plays the script of {@code demo.model} against their
 * public API, and reports what they made of it.
 *
 * <pre>
 * DemoCommand -> DemoNodes (two processes) -> ScenarioRun (each Step: photo, request, check)
 *             -> Feed (a line per step)    -> Report (figures of the labels and of the nodes)
 * </pre>
 */
@NullMarked
package io.tillwatch.tools.demo;

import org.jspecify.annotations.NullMarked;
