package org.securecontext.localstack.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The links and forms of a page, as far as this walk needs them. */
final class HtmlPage {

    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\bhref=\"([^\"]*)\"");
    private static final Pattern FORM =
            Pattern.compile("<form\\b[^>]*?\\baction=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private final Answer answer;

    HtmlPage(Answer answer) {
        this.answer = answer;
    }

    /** The first link whose address satisfies the condition. */
    URI link(Predicate<URI> wanted) {
        return LINK.matcher(answer.body())
                .results()
                .map(match -> answer.from().resolve(HtmlUtils.htmlUnescape(match.group(1))))
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new StepFailed("The page " + answer.from().getPath() + " has no such link"));
    }

    /** The address that the first form posts to. */
    URI formAction() {
        return answer.from().resolve(HtmlUtils.htmlUnescape(form().group(1)));
    }

    /** The fields of the first form that have a value. */
    List<Map.Entry<String, String>> formFields() {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        INPUT.matcher(form().group(2)).results().map(MatchResult::group).forEach(input -> {
            Matcher name = NAME.matcher(input);
            Matcher value = VALUE.matcher(input);
            if (name.find() && value.find()) {
                fields.add(Map.entry(name.group(1), HtmlUtils.htmlUnescape(value.group(1))));
            }
        });
        return fields;
    }

    private MatchResult form() {
        Matcher form = FORM.matcher(answer.body());
        if (!form.find()) {
            throw new StepFailed("The page " + answer.from().getPath() + " has no form");
        }
        return form.toMatchResult();
    }
}
