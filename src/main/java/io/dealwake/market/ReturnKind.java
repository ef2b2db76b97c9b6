package io.dealwake.market;

/** What returns are made of. */
public enum ReturnKind {
    /** Prices alone, adjusted for splits. */
    PRICE("price"),
    /** Prices and cash dividends, reinvested at the close of their ex date. */
    TOTAL("total");

    private final String code;

    ReturnKind(String code) {
        this.code = code;
    }

    /** The name as it is published and written in settings. */
    public String code() {
        return code;
    }

    /** The kind with a code; throws IllegalArgumentException that lists the codes for any other text. */
    public static ReturnKind parse(String code) {
        return Codes.find(ReturnKind.class, ReturnKind::code, "returns", code, "price or total");
    }
}
