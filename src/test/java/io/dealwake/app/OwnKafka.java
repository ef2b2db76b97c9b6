package io.dealwake.app;

/** A Kafka that is not the program's: it is there before, and can be taken away meanwhile. */
interface OwnKafka {
    /** Where clients reach it, before and after a stop. */
    String address();

    /** Ends it; what it holds stays. */
    void goAway();

    /** Starts it again with what it held. */
    void comeBack();
}
