package io.dealwake.bench.peer;

import io.dealwake.bench.ConsumerRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The day as a batch of SQL, once it is over: DuckDB, with its default settings, reads the ticks from files and writes the
 * abnormal returns of each leg to one. Every leg falls on the day of the trades, which follows the last session of the
 * closes. Three windows are measured at each minute in which the stock was traded while the leg was open; on the event day
 * {@code announcement-close} is {@code since}, and {@code [0,+2]} is {@code [0,0]}.
 */
public final class DuckDbRow {
    private static final String LEGS = """
            CREATE TABLE legs AS
            SELECT *, date_trunc('minute', announced_at) AS base
            FROM read_csv('%s/legs.csv', header = true, columns = {
                deal: 'VARCHAR', symbol: 'VARCHAR', benchmark: 'VARCHAR',
                announced_at: 'TIMESTAMP', withdrawn_at: 'TIMESTAMP'})
            """;

    private static final String CLOSES = """
            CREATE TABLE closes AS
            SELECT *,
                price / lag(price) OVER (PARTITION BY symbol ORDER BY closed_at) - 1 AS change,
                -row_number() OVER (PARTITION BY symbol ORDER BY closed_at DESC) AS day
            FROM read_csv('%s/closes.csv', header = true, columns = {
                symbol: 'VARCHAR', closed_at: 'TIMESTAMP', price: 'DOUBLE'})
            """;

    /**
     * The last price of each minute stands at the boundary that closes it; the newest minute is not over. To join trades
     * themselves would sort all of them, at fifteen times the cost, and give the same prices.
     */
    private static final String PRICES = """
            CREATE TABLE prices AS
            SELECT symbol, date_trunc('minute', time) + INTERVAL 1 MINUTE AS stands_at, arg_max(price, time) AS price
            FROM '%1$s/trades.parquet'
            WHERE time < (SELECT date_trunc('minute', max(time)) FROM '%1$s/trades.parquet')
            GROUP BY ALL
            UNION ALL
            SELECT symbol, closed_at, price FROM closes
            """;

    private static final String RETURNS = """
            COPY (
                WITH models AS (
                    SELECT
                        deal,
                        leg.symbol,
                        regr_slope(stock.change, market.change) AS beta,
                        regr_intercept(stock.change, market.change) AS alpha
                    FROM legs AS leg
                    JOIN closes AS stock ON stock.symbol = leg.symbol
                    JOIN closes AS market ON market.symbol = leg.benchmark AND market.closed_at = stock.closed_at
                    WHERE stock.day BETWEEN -130 AND -11
                    GROUP BY ALL
                    HAVING regr_count(stock.change, market.change) >= 60
                ),
                bases AS (
                    SELECT leg.*, stock.price AS base_price, market.price AS base_market
                    FROM legs AS leg
                    ASOF JOIN prices AS stock ON stock.symbol = leg.symbol AND stock.stands_at <= leg.base
                    ASOF JOIN prices AS market
                        ON market.symbol = leg.benchmark AND market.stands_at <= stock.stands_at
                ),
                minutes AS (
                    SELECT leg.*, stock.stands_at AS boundary, stock.price, market.price AS market
                    FROM bases AS leg
                    JOIN prices AS stock
                        ON stock.symbol = leg.symbol
                        AND stock.stands_at > leg.base
                        AND stock.stands_at <= coalesce(leg.withdrawn_at, 'infinity')
                    ASOF JOIN prices AS market
                        ON market.symbol = leg.benchmark AND market.stands_at <= stock.stands_at
                ),
                abnormal AS (
                    SELECT
                        deal,
                        symbol,
                        boundary,
                        minutes.price / stock.price - 1 - (alpha + beta * (market / bench.price - 1)) AS "[0,0]",
                        minutes.price / base_price - 1 - beta * (market / base_market - 1) AS since,
                        CASE WHEN boundary <= base + INTERVAL 30 MINUTE THEN since END AS PT30M
                    FROM minutes
                    JOIN models USING (deal, symbol)
                    JOIN closes AS stock USING (symbol)
                    JOIN closes AS bench ON bench.symbol = minutes.benchmark
                    WHERE stock.day = -1 AND bench.day = -1
                )
                FROM abnormal
                UNPIVOT (abnormal_return FOR "window" IN ("[0,0]", PT30M, since))
                SELECT deal, symbol, strftime(boundary, '%%Y-%%m-%%dT%%H:%%M:%%SZ') AS boundary, "window", abnormal_return
                ORDER BY ALL
            ) TO '%s/returns.csv' (HEADER false, DELIMITER ';')
            """;

    private DuckDbRow() {}

    public static void main(String... arguments) throws SQLException, IOException {
        String folder = arguments[0];
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("SET temp_directory = '" + Path.of(folder, "spilled") + "'");
            ConsumerRow.say("from", 0, 0);
            for (String sql : new String[] {LEGS, CLOSES, PRICES}) {
                statement.execute(sql.formatted(folder));
            }
            ConsumerRow.say("to", statement.executeLargeUpdate(RETURNS.formatted(folder)), 0);
            while (System.in.read() >= 0) {
                // until whoever measures has looked at this process
            }
        }
    }
}
