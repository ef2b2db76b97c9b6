package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import java.util.Optional;

/**
 * What a leg is measured from.
 *
 * @param security the newest state of the leg's symbol, which names the benchmark
 * @param own all that is known of the symbol's prices
 * @param benchmark the same of its benchmark, if it has one
 * @param confounders what else happened to the company
 */
public record Surroundings(
        Security security, PriceHistory own, Optional<PriceHistory> benchmark, Confounders confounders) {}
