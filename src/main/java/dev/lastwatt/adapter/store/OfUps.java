package dev.lastwatt.adapter.store;

/**
 * What is kept about one of the UPSes.
 *
 * @param ups its name, empty where there is only one
 */
record OfUps<T>(String ups, T what) {}
