package io.dealwake.deal;

import io.dealwake.market.Require;
import java.util.Optional;

/**
 * Who takes part in a deal, or is named as a rival of one who does.
 *
 * @param entity the company's name
 * @param role what it is to the deal in kebab-case, such as supplier, customer, investor or rival
 * @param symbol its ticker; absent when it is not listed
 */
public record Party(String entity, String role, Optional<String> symbol) {
    public Party {
        Require.text("entity", entity);
        Require.check(
                role != null && role.matches("[a-z][a-z0-9-]*"),
                "role",
                role,
                "a word in kebab-case, such as supplier");
        symbol.ifPresent(value -> Require.symbol("symbol", value));
    }
}
