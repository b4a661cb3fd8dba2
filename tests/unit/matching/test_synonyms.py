from bot.matching.synonyms import Synonyms


def test_the_longest_name_is_replaced_first() -> None:
    table = Synonyms({"Bürgergeld": ("Hartz IV", "Hartz")})
    assert table.apply(("hartz", "4", "antrag")) == ("burgergeld", "antrag")
    assert table.apply(("hartz", "antrag")) == ("burgergeld", "antrag")


def test_a_chain_of_names_is_followed_and_a_circle_ends() -> None:
    assert Synonyms({"b": ("a",), "c": ("b",)}).apply(("a",)) == ("c",)
    assert Synonyms({"a": ("b",), "b": ("a",)}).apply(("a",)) in {("a",), ("b",)}


def test_an_empty_table_changes_nothing() -> None:
    assert Synonyms({"": ("x",), "y": ("",)}).apply(("x", "y")) == ("x", "y")
