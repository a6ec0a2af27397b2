package dev.vestige.logsql.exec.filter;

import dev.vestige.base.ByteSlice;
import dev.vestige.logsql.exec.filter.FieldPairFilter.Relation;
import dev.vestige.logsql.exec.value.CaseFolding;
import dev.vestige.logsql.exec.value.PhraseMatcher;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Turns filters on one field into predicates on its column.
final class FieldFilterCompiler {
  private final FilterContext context;

  FieldFilterCompiler(FilterContext context) {
    this.context = context;
  }

  CompiledFilter compile(FieldFilter filter) {
    String field = filter.field();
    return switch (filter) {
      case AnyValueFilter _ -> new ColumnFilter(field, PresencePredicate.PRESENT);
      case EmptyValueFilter _ -> new ColumnFilter(field, PresencePredicate.MISSING);
      case PhraseFilter phrase -> phrase(field, phrase.phrase());
      case PrefixFilter prefix -> prefix(field, prefix.prefix());
      case ExactFilter exact -> exact(field, utf8(exact.value()));
      case ExactPrefixFilter prefix -> valuePrefix(field, prefix.prefix());
      case InFilter in -> in(field, in.values());
      case ContainsAllFilter all -> containsAll(field, all.values());
      case ContainsAnyFilter any -> containsAny(field, any.values());
      case AnyCasePhraseFilter phrase -> anyCasePhrase(field, phrase.phrase());
      case AnyCasePrefixFilter prefix -> anyCasePrefix(field, prefix.prefix());
      case SequenceFilter sequence -> sequence(field, sequence.phrases());
      case RegexpFilter regexp ->
          new ColumnFilter(
              field,
              Regexps.unanchored(regexp.pattern(), context.cancellation()),
              Regexps.demand(regexp.pattern()));
      case RangeFilter range ->
          new ColumnFilter(field, new RangePredicate(range.min(), range.max()));
      case StringComparisonFilter comparison -> comparison(field, comparison);
      case StringRangeFilter range ->
          new ColumnFilter(
              field, StringRangePredicate.between(utf8(range.min()), utf8(range.max())));
      case Ipv4RangeFilter range ->
          new ColumnFilter(field, new Ipv4Predicate(range.min(), range.max()));
      case LengthRangeFilter range ->
          new ColumnFilter(field, new LengthPredicate(range.min(), range.max()));
      case ValueTypeFilter type -> new ValueTypeCheck(field, type.type());
      case EqFieldFilter pair -> pair(field, pair.other(), Relation.EQUAL);
      case LeFieldFilter pair -> pair(field, pair.other(), Relation.LESS_OR_EQUAL);
      case LtFieldFilter pair -> pair(field, pair.other(), Relation.LESS);
    };
  }

  private static CompiledFilter phrase(String field, String phrase) {
    return new ColumnFilter(
        field,
        new PhrasePredicate(PhraseMatcher.phrase(phrase)),
        WordDemand.all(WordDemand.words(utf8(phrase))));
  }

  private static CompiledFilter prefix(String field, String prefix) {
    return new ColumnFilter(
        field,
        new WordPrefixPredicate(PhraseMatcher.prefix(prefix)),
        WordDemand.all(WordDemand.wordsOfPrefix(utf8(prefix))));
  }

  private static CompiledFilter exact(String field, byte[] value) {
    return value.length == 0
        ? new ColumnFilter(field, PresencePredicate.MISSING)
        : new ColumnFilter(
            field, new ExactPredicate(value), WordDemand.all(WordDemand.words(value)));
  }

  private static CompiledFilter valuePrefix(String field, String prefix) {
    if (prefix.isEmpty()) {
      return ConstantFilter.ALL;
    }
    byte[] bytes = utf8(prefix);
    return new ColumnFilter(
        field, new ValuePrefixPredicate(bytes), WordDemand.all(WordDemand.wordsOfPrefix(bytes)));
  }

  private CompiledFilter in(String field, ValueSource source) {
    TextTable texts = texts(source);
    if (texts.size() == 0) {
      return ConstantFilter.NONE;
    }
    if (texts.size() == 1) {
      return exact(field, texts.text(0).toByteArray());
    }
    return new ColumnFilter(field, new InPredicate(new ValueSet(texts)), demandOfAny(texts));
  }

  private CompiledFilter containsAll(String field, ValueSource source) {
    List<PhraseMatcher> phrases = phrases(texts(source));
    if (phrases.isEmpty()) {
      return ConstantFilter.ALL;
    }
    return new ColumnFilter(field, new AllPhrasesPredicate(phrases), demandOfAll(phrases));
  }

  private CompiledFilter containsAny(String field, ValueSource source) {
    TextTable texts = texts(source);
    if (texts.contains(texts.bytes(), 0, 0)) {
      return ConstantFilter.ALL;
    }
    if (texts.size() == 0) {
      return ConstantFilter.NONE;
    }
    return new ColumnFilter(field, new AnyPhrasePredicate(phrases(texts)), demandOfAny(texts));
  }

  private static CompiledFilter anyCasePhrase(String field, String phrase) {
    return new ColumnFilter(
        field,
        phrase.isEmpty()
            ? PresencePredicate.MISSING
            : new AnyCasePredicate(PhraseMatcher.phrase(CaseFolding.lower(phrase))));
  }

  private static CompiledFilter anyCasePrefix(String field, String prefix) {
    return new ColumnFilter(
        field,
        prefix.isEmpty()
            ? PresencePredicate.PRESENT
            : new AnyCasePredicate(PhraseMatcher.prefix(CaseFolding.lower(prefix))));
  }

  private static CompiledFilter sequence(String field, List<String> texts) {
    List<PhraseMatcher> phrases =
        texts.stream().filter(text -> !text.isEmpty()).map(PhraseMatcher::phrase).toList();
    if (phrases.isEmpty()) {
      return ConstantFilter.ALL;
    }
    return new ColumnFilter(field, new SequencePredicate(phrases), demandOfAll(phrases));
  }

  private static CompiledFilter comparison(String field, StringComparisonFilter filter) {
    byte[] bound = utf8(filter.bound());
    return new ColumnFilter(
        field,
        switch (filter.comparison()) {
          case LESS -> StringRangePredicate.less(bound);
          case LESS_OR_EQUAL -> StringRangePredicate.lessOrEqual(bound);
          case GREATER -> StringRangePredicate.greater(bound);
          case GREATER_OR_EQUAL -> StringRangePredicate.greaterOrEqual(bound);
        });
  }

  private static CompiledFilter pair(String field, String other, Relation relation) {
    return field.equals(other)
        ? ConstantFilter.of(relation != Relation.LESS)
        : new FieldPairFilter(field, other, relation);
  }

  private TextTable texts(ValueSource source) {
    return switch (source) {
      case ListedValues listed -> TextTable.of(listed.values());
      case SubqueryValues subquery -> context.answer(subquery);
    };
  }

  private static List<PhraseMatcher> phrases(TextTable texts) {
    List<PhraseMatcher> phrases = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      ByteSlice text = texts.text(i);
      if (!text.isEmpty()) {
        phrases.add(PhraseMatcher.phrase(text.toByteArray()));
      }
    }
    return phrases;
  }

  private static WordDemand demandOfAll(List<PhraseMatcher> phrases) {
    List<ByteSlice> words = new ArrayList<>();
    for (PhraseMatcher phrase : phrases) {
      List<ByteSlice> more = WordDemand.words(phrase.text());
      if (words.size() + more.size() <= Limits.DEMANDED_WORDS_MAX) {
        words.addAll(more);
      }
    }
    return WordDemand.all(words);
  }

  private static WordDemand demandOfAny(TextTable texts) {
    if (texts.size() > Limits.DEMANDED_WORDS_MAX) {
      return WordDemand.NONE;
    }
    List<List<ByteSlice>> alternatives = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      alternatives.add(WordDemand.words(texts.text(i).toByteArray()));
    }
    return WordDemand.any(alternatives);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
