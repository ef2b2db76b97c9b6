package io.dealwake.study;

import java.util.List;

/** What a stock would have earned without the event, learnt from the sessions before it. One class per model. */
public interface ExpectedReturnModel {
    /**
     * Fits the model.
     *
     * @param estimationWindow one return per session, in any order; sessions may be missing
     * @param minimumReturns fewer returns than this make no model; above the model's number of parameters
     * @return the fitted model, or the reason why there is none
     * @throws IllegalArgumentException when a session occurs twice, dates and days do not rise together, or the minimum
     *     leaves no degree of freedom
     */
    Estimate.Result estimate(List<DailyReturn> estimationWindow, int minimumReturns);
}
