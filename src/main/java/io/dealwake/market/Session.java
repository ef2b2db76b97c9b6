package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

public record Session(LocalDate date, Instant open, Instant close, Instant extendedOpen, Instant extendedClose) {}
