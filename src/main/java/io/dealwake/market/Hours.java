package io.dealwake.market;

public enum Hours {
    REGULAR,
    EXTENDED
}
