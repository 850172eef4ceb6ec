package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.RoundStopTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The schedule against the shortest there is, found by trying every order, on random hosts as the planning study draws them: times
 * log-normal with a median of 28 s, memory of 2 to 32 GB at 400 MB/s, worths of 1, 2, 5 and 10, three layers.
 */
class BackwardScheduleTest {

    private static final int INSTANCES = 60;

    @Test
    void isCloseToTheShortestThereIsWithTwoAndWithFourPlaces() {
        double worst = 1;
        double sum = 0;
        int count = 0;
        for (int places : new int[] {2, 4}) {
            for (int n : new int[] {5, 7, 8, 9}) {
                for (int i = 0; i < (n == 9 ? INSTANCES / 3 : INSTANCES); i++) {
                    JobNetwork network = drawn(new Random(1000L * n + 10 * i + places), n, places);
                    double ratio = new BackwardSchedule(network).refined() / (double) new Shortest(network).length();
                    assertThat(ratio)
                            .as("n %d, places %d, instance %d", n, places, i)
                            .isBetween(1.0, 1.15);
                    worst = Math.max(worst, ratio);
                    sum += ratio;
                    count++;
                }
            }
        }
        assertThat(sum / count).as("mean of %d, worst is %s", count, worst).isLessThan(1.015);
    }

    @Test
    void ranksGiveTheScheduleThatWasKept() {
        for (long seed = 0; seed < 100; seed++) {
            JobNetwork network = drawn(new Random(seed), 12, 2);
            BackwardSchedule schedule = new BackwardSchedule(network);
            schedule.best();
            assertThat(Arrays.stream(schedule.rank).sorted().toArray())
                    .as("seed %d", seed)
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            for (int j = 0; j < network.size; j++) {
                for (int server : network.servers[j]) {
                    assertThat(schedule.start[j] - network.millis[j])
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(schedule.start[server]);
                }
            }
        }
    }

    private static JobNetwork drawn(Random random, int n, int places) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Guest guest = Guests.guest("g" + i, 1, "C:");
            StopTime time = RoundStopTimes.of(List.of()).estimate(guest, StopMethod.SHUTDOWN);
            boolean save = random.nextInt(4) == 0;
            double seconds =
                    save ? 2048 * (1 << random.nextInt(5)) / 400.0 : 28 * Math.exp(0.7 * random.nextGaussian());
            Choice choice = new Choice(
                    save ? StopMethod.SAVE : StopMethod.SHUTDOWN, time, Math.max(1, Math.round(1000 * seconds)), 1, "");
            Job job = new Job(guest, List.of(choice), new int[] {1, 2, 5, 10}[random.nextInt(4)]);
            int layer = i % 3;
            for (Job other : jobs) {
                if (jobs.indexOf(other) % 3 > layer && random.nextInt(3) == 0) {
                    job.servers.add(other);
                    other.clients.add(job);
                }
            }
            jobs.add(job);
        }
        return new Methods(jobs, places, volume -> 1).network;
    }

    /** Every order, placed one after another as early as it goes; branches that cannot get better are cut. */
    private static final class Shortest {

        private final JobNetwork jobs;
        private final long[] begin;
        private final long[] end;
        private final boolean[] placed;
        private final long[] tail;
        private long best = Long.MAX_VALUE;

        Shortest(JobNetwork jobs) {
            this.jobs = jobs;
            begin = new long[jobs.size];
            end = new long[jobs.size];
            placed = new boolean[jobs.size];
            tail = new long[jobs.size];
            for (int j : jobs.clientsFirst) {
                for (int c : jobs.clients[j]) {
                    tail[j] = Math.max(tail[j], tail[c]);
                }
                tail[j] += jobs.millis[j];
            }
        }

        long length() {
            place(0, 0);
            return best;
        }

        private void place(int count, long length) {
            if (count == jobs.size) {
                best = Math.min(best, length);
                return;
            }
            for (int j = 0; j < jobs.size; j++) {
                if (placed[j] || !serversPlaced(j)) {
                    continue;
                }
                long at = 0;
                for (int s : jobs.servers[j]) {
                    at = Math.max(at, end[s]);
                }
                at = earliest(j, at);
                if (at + tail[j] >= best) {
                    continue;
                }
                placed[j] = true;
                begin[j] = at;
                end[j] = at + jobs.millis[j];
                place(count + 1, Math.max(length, end[j]));
                placed[j] = false;
            }
        }

        private boolean serversPlaced(int j) {
            for (int s : jobs.servers[j]) {
                if (!placed[s]) {
                    return false;
                }
            }
            return true;
        }

        private long earliest(int j, long from) {
            long at = from;
            while (true) {
                long blockedUntil = blockedUntil(j, at);
                if (blockedUntil <= at) {
                    return at;
                }
                at = blockedUntil;
            }
        }

        /** Where within its time too many others of its resource run: the first end of one of them; else {@code at}. */
        private long blockedUntil(int j, long at) {
            long to = at + jobs.millis[j];
            for (int moment = -1; moment < jobs.size; moment++) {
                long time = at;
                if (moment >= 0) {
                    if (!placed[moment] || jobs.resource[moment] != jobs.resource[j]) {
                        continue;
                    }
                    time = begin[moment];
                }
                if (time < at || time >= to) {
                    continue;
                }
                int running = 0;
                long firstEnd = Long.MAX_VALUE;
                for (int o = 0; o < jobs.size; o++) {
                    if (placed[o] && jobs.resource[o] == jobs.resource[j] && begin[o] <= time && end[o] > time) {
                        running++;
                        firstEnd = Math.min(firstEnd, end[o]);
                    }
                }
                if (running >= jobs.places[jobs.resource[j]]) {
                    return firstEnd;
                }
            }
            return at;
        }
    }
}
