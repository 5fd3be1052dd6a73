package org.securecontext.proxy.pages;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How templates become HTML. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    /** All that can end a text or a quoted attribute; every attribute of the templates is quoted. */
    private static final Mustache.Escaper QUOTED_HTML = Escapers.simple(
            new String[][] {{"&", "&amp;"}, {"\"", "&quot;"}, {"'", "&#39;"}, {"<", "&lt;"}, {">", "&gt;"}});

    /** Leaves {@code =} as it is, so that links read in the source as they are. */
    @Bean
    Mustache.Compiler mustacheCompiler(Mustache.TemplateLoader templates) {
        return Mustache.compiler().withLoader(templates).withEscaper(QUOTED_HTML);
    }
}
