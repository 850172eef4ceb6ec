package dev.lastwatt.core.plan;

import java.util.List;

/**
 * The jobs of one planning by number, in plain arrays: who waits for whom, and of the method under consideration how long it takes
 * and what it needs a place on. Methods change while a plan is sought, the rest does not.
 */
final class JobNetwork {

    /** Needs no place: turning off, and a stop that hangs. */
    static final int FREE = 0;

    /** One of the places for guests that shut down. */
    static final int SHUTDOWNS = 1;

    /** The places on the first volume; those of the others follow. */
    static final int FIRST_VOLUME = 2;

    final int size;

    /** In reversed time a job begins when these are placed. */
    final int[][] servers;

    final int[][] clients;

    /** Every job's number, each after all of its clients. */
    final int[] clientsFirst;

    final long[] millis;
    final int[] resource;

    /** Of a minute of the guest; 0 of one that was asked already, whose service is over. */
    final double[] worth;

    /** How many places there are, by resource. */
    final int[] places;

    /** The jobs carry their numbers. Their dependencies have no circle. */
    JobNetwork(List<Job> jobs, int shutdownsAtOnce, int[] savesOnVolumes) {
        size = jobs.size();
        servers = new int[size][];
        clients = new int[size][];
        millis = new long[size];
        resource = new int[size];
        worth = new double[size];
        places = new int[FIRST_VOLUME + savesOnVolumes.length];
        places[FREE] = Integer.MAX_VALUE;
        places[SHUTDOWNS] = shutdownsAtOnce;
        System.arraycopy(savesOnVolumes, 0, places, FIRST_VOLUME, savesOnVolumes.length);
        for (Job job : jobs) {
            servers[job.number] = numbers(job.servers);
            clients[job.number] = numbers(job.clients);
            worth[job.number] = job.worth();
        }
        clientsFirst = clientsFirst();
    }

    private static int[] numbers(List<Job> jobs) {
        int[] numbers = new int[jobs.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = jobs.get(i).number;
        }
        return numbers;
    }

    private int[] clientsFirst() {
        int[] open = new int[size];
        int[] order = new int[size];
        int known = 0;
        for (int j = 0; j < size; j++) {
            open[j] = clients[j].length;
            if (open[j] == 0) {
                order[known++] = j;
            }
        }
        for (int i = 0; i < known; i++) {
            for (int server : servers[order[i]]) {
                if (--open[server] == 0) {
                    order[known++] = server;
                }
            }
        }
        if (known < size) {
            throw new IllegalStateException("the dependencies form a circle");
        }
        return order;
    }

    /** Whether nobody ever waits for a place: then there is one schedule, and it is the best. */
    boolean hasPlacesForAll() {
        int[] wanted = new int[places.length];
        for (int j = 0; j < size; j++) {
            if (++wanted[resource[j]] > places[resource[j]]) {
                return false;
            }
        }
        return true;
    }
}
