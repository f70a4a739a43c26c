import { defineTexts } from '../../../text/text'

/** Findings of `checkCallerPattern`. */
export const callerPatternFindings = defineTexts({
  en: {
    'callerPattern.nothingToRepeat':
      'Nothing stands before “{written}” that it could repeat. For the sign itself write it after a backslash.',
    'callerPattern.groupNotClosed': 'This bracket is never closed.',
    'callerPattern.groupNotOpened': 'This bracket has no opening one.',
    'callerPattern.classNotClosed': 'This square bracket is never closed.',
    'callerPattern.commentNotClosed': 'This comment is never closed.',
    'callerPattern.backslashAtEnd': 'Nothing follows the backslash.',
    'callerPattern.rangeReversed': 'The range “{written}” runs backwards.',
    'callerPattern.countReversed': 'In “{written}” the smaller count must stand first.',
    'callerPattern.startRepeated': 'After ^ a plus repeats the start of the number. The sign itself is written \\+.',
    'callerPattern.unjudged':
      '“{written}” cannot be judged here, so the console does not know which numbers match. The provider may take it.',
    'callerPattern.unlikeJavaScript':
      'JavaScript and its testers read “{written}” otherwise than PCRE. It is judged here as PCRE reads it.',
    'callerPattern.slow': 'A repetition of a repetition: on long numbers the provider may take very long, or give up.',
    'callerPattern.slashes': 'The slashes at both ends count as characters of the number. Leave them out.',
    'callerPattern.spaces': 'A space at the beginning or the end counts as a character of the number. Leave it out.',
    'callerPattern.plusNotOptional': 'It is not documented whether numbers come with a plus. This takes both:',
  },
  ru: {
    'callerPattern.nothingToRepeat': 'Перед «{written}» нечего повторять. Сам знак пишется после обратной косой черты.',
    'callerPattern.groupNotClosed': 'Эта скобка не закрыта.',
    'callerPattern.groupNotOpened': 'У этой скобки нет открывающей.',
    'callerPattern.classNotClosed': 'Эта квадратная скобка не закрыта.',
    'callerPattern.commentNotClosed': 'Этот комментарий не закрыт.',
    'callerPattern.backslashAtEnd': 'После обратной косой черты ничего нет.',
    'callerPattern.rangeReversed': 'Диапазон «{written}» идёт в обратную сторону.',
    'callerPattern.countReversed': 'В «{written}» меньшее число должно стоять первым.',
    'callerPattern.startRepeated': 'После ^ плюс повторяет начало номера. Сам знак пишется \\+.',
    'callerPattern.unjudged':
      '«{written}» здесь проверить нельзя, поэтому консоль не знает, какие номера подходят. Провайдер может это принять.',
    'callerPattern.unlikeJavaScript':
      'JavaScript и его проверочные страницы читают «{written}» не так, как PCRE. Здесь проверяется так, как читает PCRE.',
    'callerPattern.slow':
      'Повторение внутри повторения: на длинных номерах провайдер может работать очень долго или сдаться.',
    'callerPattern.slashes': 'Косые черты по краям считаются знаками номера. Уберите их.',
    'callerPattern.spaces': 'Пробел в начале или в конце считается знаком номера. Уберите его.',
    'callerPattern.plusNotOptional': 'Не описано, приходят ли номера с плюсом. Так подойдут оба вида:',
  },
})
