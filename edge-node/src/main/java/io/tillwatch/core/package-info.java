/**
 * What decides: functions and records of the JDK alone. No Vert.x, no JSON, no Redis, no clock, no
 * chance, no file. Tested in memory, in seconds. What may be absent is {@code @Nullable}.
 */
@NullMarked
package io.tillwatch.core;

import org.jspecify.annotations.NullMarked;
