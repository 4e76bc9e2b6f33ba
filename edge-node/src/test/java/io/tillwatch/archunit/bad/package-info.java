/**
 * Classes that break a rule each, on purpose: a rule that was never seen to fail proves nothing.
 */
package io.tillwatch.archunit.bad;
