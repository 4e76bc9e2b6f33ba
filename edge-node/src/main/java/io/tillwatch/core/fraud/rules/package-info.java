/**
 * The rules: each is a named value in {@link io.tillwatch.core.fraud.rules.RuleCatalogue} that
 * reads one {@link io.tillwatch.core.fraud.rules.Dossier} and reports hits. A new rule is added
 * here.
 */
@NullMarked
package io.tillwatch.core.fraud.rules;

import org.jspecify.annotations.NullMarked;
