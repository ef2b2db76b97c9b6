package io.dealwake.bench.peer;

/** What is told of a symbol to those who measure: a minute, a leg, a close or a security. */
public class FlinkFact {
    public String symbol = "";
    public Minute minute;
    public FlinkEvent event;

    static FlinkFact of(Minute minute) {
        FlinkFact fact = new FlinkFact();
        fact.symbol = minute.symbol;
        fact.minute = minute;
        return fact;
    }

    static FlinkFact of(FlinkEvent event) {
        FlinkFact fact = new FlinkFact();
        fact.symbol = event.symbol;
        fact.event = event;
        return fact;
    }
}
