package io.dealwake.deal;

import io.dealwake.market.Require;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one entity gives another under a deal. Amounts that were not published stay absent.
 *
 * @param from the payer or grantor
 * @param to the receiver
 * @param kind what flows, in kebab-case: equity, orders, warrant, loan, lease, capacity
 * @param amountUsd US dollars
 * @param gigawatts capacity
 * @param shares of the grantor, for warrants and equity
 * @param strikeUsd US dollars a share, for warrants
 * @param vesting the terms of vesting in words
 */
public record Flow(
        String from,
        String to,
        String kind,
        OptionalDouble amountUsd,
        OptionalDouble gigawatts,
        OptionalLong shares,
        OptionalDouble strikeUsd,
        Optional<String> vesting) {
    public Flow {
        Require.text("from", from);
        Require.text("to", to);
        Require.check(!from.equals(to), "to", to, "another entity than the payer");
        Require.check(kind != null && kind.matches("[a-z][a-z0-9-]*"), "kind", kind, "a word in kebab-case");
        amountUsd.ifPresent(value -> Require.price("amountUsd", value));
        gigawatts.ifPresent(value -> Require.price("gigawatts", value));
        shares.ifPresent(value -> Require.positive("shares", value));
        strikeUsd.ifPresent(value -> Require.price("strikeUsd", value));
    }
}
