package org.securecontext.proxy.pages;

/**
 * A scope on the consent page.
 *
 * @param words what it lets the agent do
 * @param name how the provider calls it
 */
record ScopeView(String words, String name) {}
